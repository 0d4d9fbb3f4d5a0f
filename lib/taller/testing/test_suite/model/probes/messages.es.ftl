# Lo que dicen las sondas de lo que se les da.

advisories-absent = no existe ese archivo ni esa carpeta; indique la exportación de una base de avisos de seguridad, o quite `advisories`
advisories-unreadable = no es un informe de pip-audit ni de osv-scanner (JSON), ni una exportación de OSV; se obtiene uno con: pip-audit --format json
