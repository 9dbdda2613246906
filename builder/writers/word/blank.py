"""The document that sheets are written into where nobody brought a template: no styles but the ones Word must have.

python-docx has a blank document too; its styles alone are half a megabyte of table designs that no sheet uses.
"""

from __future__ import annotations

import io
import zipfile

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Styles that Word looks for in every document.
STYLES = f"""{_HEAD}<w:styles {_W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Times New Roman"/>
<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>
<w:semiHidden/></w:style>
</w:styles>"""

NUMBERING = f"{_HEAD}<w:numbering {_W}/>"

_SETTINGS = f"""{_HEAD}<w:settings {_W}><w:defaultTabStop w:val="720"/><w:characterSpacingControl
w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"""

_DOCUMENT = f"{_HEAD}<w:document {_W}><w:body/></w:document>"

_KINDS = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings"}


def blank() -> bytes:
    """Return a document without text, page or styles of its own."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in _KINDS.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(("styles", "numbering", "settings"), 1)
    )
    main = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": _DOCUMENT,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": _SETTINGS,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
