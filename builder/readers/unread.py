"""Files that people have and no reader reads: how each becomes one that is read."""

from __future__ import annotations

_WORD = "open it in Word or LibreOffice and save it as .docx"
_SLIDES = "save its notes or outline as .docx or .txt: slides alone are no article"
_PICTURE = "have its text recognised (OCR) and save that as .docx, .pdf or .txt"
_SOUND = "write down what is said (a transcript) and save that as .txt"
_TABLE = "name the article that explains the table"
_PACKED = "unpack it and name the article in it"
_READER = "turn it into .epub, for example with Calibre, if its licence lets you"
_MARKUP = "turn it into .html, .md or .docx, for example with pandoc"
_PAGE = "open it in a browser and save the page as “Web page, HTML only” (.html)"
_ADDRESS = "open it in an editor and name the address (https://...) that stands in it"
_LETTER = "open it in the mail program and save its text as .txt or .html"

_HOW: dict[str, str] = {
    **dict.fromkeys((".doc", ".dot", ".docm", ".dotx", ".wpd", ".wps", ".sxw", ".uot", ".hwp"), _WORD),
    ".pages": "open it in Pages and export it as Word (.docx)",
    ".gdoc": "open it in Google Docs and download it as .docx",
    **dict.fromkeys((".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".odp", ".key"), _SLIDES),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".numbers"), _TABLE),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".heic", ".svg", ".djvu", ".xps"), _PICTURE
    ),
    **dict.fromkeys((".mp3", ".mp4", ".m4a", ".m4v", ".wav", ".ogg", ".mov", ".avi", ".webm", ".mkv"), _SOUND),
    **dict.fromkeys((".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"), _PACKED),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".kfx", ".fb2", ".lit"), _READER),
    **dict.fromkeys((".rst", ".adoc", ".asciidoc", ".org", ".textile", ".typ", ".docbook", ".wiki"), _MARKUP),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive", ".maff"), _PAGE),
    **dict.fromkeys((".url", ".webloc", ".desktop"), _ADDRESS),
    **dict.fromkeys((".eml", ".msg", ".mbox"), _LETTER),
    ".ps": "turn it into .pdf, for example with ps2pdf",
    ".dvi": "name the .tex file that it was made from",
}


def how(suffix: str) -> str | None:
    """Return how a file with a suffix becomes one that is read, or None for a suffix that is not known."""
    return _HOW.get(suffix)
