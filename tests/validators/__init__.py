"""Validators that others keep: axe-core, the Nu checker, the AMP validator. What they say of a page and of what became
of it.
"""
