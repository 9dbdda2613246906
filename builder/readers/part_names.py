"""What a program prints over a part that its format marks without a word: an abstract, keywords, references.

LaTeX's classes and the publishers of JATS set these words themselves, so they stand in no file.
"""

from __future__ import annotations

from typing import Literal

Part = Literal["abstract", "keywords", "references", "notes", "highlights", "glossary", "thanks"]

#: As babel's and polyglossia's language files have them, and journals where those have none.
_NAMES: dict[str, dict[Part, str]] = {
    "en": {"abstract": "Abstract", "keywords": "Keywords", "references": "References", "notes": "Notes",
           "highlights": "Highlights", "glossary": "Glossary", "thanks": "Acknowledgements"},
    "es": {"abstract": "Resumen", "keywords": "Palabras clave", "references": "Referencias", "notes": "Notas",
           "highlights": "Puntos clave", "glossary": "Glosario", "thanks": "Agradecimientos"},
    "fr": {"abstract": "Résumé", "keywords": "Mots-clés", "references": "Références", "notes": "Notes",
           "highlights": "Points clés", "glossary": "Glossaire", "thanks": "Remerciements"},
    "ar": {"abstract": "ملخص", "keywords": "الكلمات المفتاحية", "references": "المراجع", "notes": "هوامش",
           "highlights": "النقاط الرئيسية", "glossary": "مصطلحات", "thanks": "شكر وتقدير"},
}  # fmt: skip


def part_name(part: Part, language: str | None) -> str:
    """Return the word for a part of an article in its language, in English where the language has none here."""
    return _NAMES.get((language or "en").lower().partition("-")[0], _NAMES["en"])[part]
