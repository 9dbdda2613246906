"""What every stage knows about text: inline Markdown, making it inert, sentences and words.

A leaf: it imports nothing of ours, and any stage may import it.

inline      plain text <-> inline CommonMark     inert   untrusted text -> Markdown that MyST cannot run
sentences   a paragraph's sentences              words   content words, cognates, normal forms
"""
