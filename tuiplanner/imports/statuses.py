"""Status words of lists, in English, Spanish, German and French, and the status they mean.

A status is never made better: a word that is not listed here is unknown, and the person decides.
"""
