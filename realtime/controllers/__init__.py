"""Controller layouts of a model: one description of its controls (`surface`), drawn for four programs.

`folder.write` makes a folder of them; each of `touchosc`, `maxpat`, `puredata` and `stage_control` writes one format.
Nothing here is running code of the instrument: the files are made by `realtime-gen controllers`, and those of the
default model are shipped in `realtime/controllers/<model>/`.
"""
