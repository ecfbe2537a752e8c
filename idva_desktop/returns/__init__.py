"""What may be told: counted facts, their protection, and the package that leaves.

Read in this order: :mod:`facts` (what is counted), :mod:`measure` (how one measure is defined),
:mod:`cells` (figures), :mod:`booking` and :mod:`ledger` (nothing is restated),
:mod:`constraints` and :mod:`targets` (what readers know and must not learn), :mod:`protect` and
:mod:`verify` (what is withheld, and the proof, kept as :mod:`certificate`), :mod:`submission` (the
files).
Pure: no window, no SQL, no files.
"""
