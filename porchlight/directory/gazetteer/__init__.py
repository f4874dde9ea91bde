"""Towns and postal areas of the countries on the Help page, in one file that processes map.

`build.py` writes the file (with `script/gazetteer`, at release), `store.py` maps and reads it,
`codes.py` reads postal codes as people type them, `towns.py` reads names, and `answers.py` decides
whether what was typed is one place or several to choose from. No model, no query.
"""
