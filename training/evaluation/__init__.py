"""`realtime-train evaluate`: how a model sounds, obeys, and lasts, against recordings it was not trained on.

Sound is rendered by the public engine exactly as on stage (`playing`); recordings are read by `material`. Each measure
is in a file of its own, with its formula at the top: `reconstruction`, `frechet`, `rhythm`, `control`, `novelty`,
`stability`. `run` puts them together, `report` writes tables and the card, `plots` the pictures.
"""
