"""Our files on disk: module.md, quiz.yml, _toc.yml, _config.yml, read with spans and changed by splices.

lines       lines, offsets, splices      yaml_read   the one YAML loader     yaml_write  YAML as we write it
decode      a record from YAML           module_read module.md -> Module    module_write  and back, once
quiz_yml    quiz.yml both ways           toc         _toc.yml, one entry more
slug        folder names                 atomic      writing, all or nothing
course      a whole course folder        snapshot    what the last import wrote (.import/)

Only the first import writes a module.md whole.  Every later command splices the spans it changes and
leaves all other bytes as a person wrote them.
"""
