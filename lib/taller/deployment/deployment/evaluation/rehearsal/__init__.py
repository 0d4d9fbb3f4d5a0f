"""The rehearsal: every step of a deployment beside the client's own, on this machine alone.

::

    traffic      customers of the client's own, who ask again and again; each request one of its own
    faulty       a version that answers well until it has traffic, then fails
    place        a folder, a registry and a service that end with the rehearsal
    steps        first version, shadow, second version, provoked fault, load
"""
