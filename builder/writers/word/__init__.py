"""Word files (ECMA-376, .docx) of sheets, so that a person can change them: `document.docx_of`."""
