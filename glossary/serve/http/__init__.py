"""The HTTP server: an interface for programs below ``/v1``, pages for people beside it.

``server`` opens the sockets, ``app`` puts the parts together: ``guard`` decides who may come in, ``routes`` answers,
``page`` draws what people see, ``openapi`` describes it all.
"""
