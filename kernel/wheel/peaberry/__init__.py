"""Peaberry, Java in Jupyter: what its users run in Python.

The command `peaberry` is in __main__; place knows where an installed kernel has its parts, aot makes its ahead-of-time cache, doctor
says what is wrong with it, run runs notebooks, export is an extension of Jupyter Server, papermill one of papermill, and script one of
nbconvert. The development install (install.py) and the wheels (backend.py) put the same files into an environment. Only place and
__main__ are imported by all.
"""
