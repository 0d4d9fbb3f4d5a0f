"""HubSpot's export of contacts, in English or Spanish: the portal's language names the columns.

References
----------
English names as in exports published in repositories ("Record ID, First Name, Last Name, Email,
Phone Number, Lead Status, Create Date, Country/Region, Lifecycle Stage, Original Source"), internal
names ("createdate", "lifecyclestage", "hs_analytics_source") as in
https://knowledge.hubspot.com/properties/hubspots-default-contact-properties
No published export in Spanish was found: its names are HubSpot's labels of the same properties,
several where versions differ.
"""

from __future__ import annotations

from taller.data.shapes.inputs import Inputs
from taller.data.shapes.shape import Query, Recipe, Shape
from taller.language import _


def contacts(inputs: Inputs) -> Query:
    """Contacts known by e-mail, which is how orders name them; by HubSpot's record where without.

    HubSpot's own number of a contact stands in no other system's export.
    """
    found = {name: name for name in inputs.recipe.columns if inputs.has(name)}
    if inputs.has("record"):
        found["user_id"] = "coalesce(user_id, concat('record ', record))"
    return Query(inputs.base(), found)


def _where() -> str:
    return _(
        "HubSpot > CRM > Contacts > All contacts > Export > CSV, with the properties Record ID, "
        "Email, Create Date, Country/Region, State/Region, City, Original Source and Lifecycle "
        "Stage."
    )


CONTACTS = Shape(
    name="hubspot_contacts",
    title="HubSpot",
    signatures=(frozenset({"Record ID", "First Name", "Last Name", "Email"}),),
    recipes={
        "customers": Recipe(
            "customers",
            columns={
                "user_id": "Email",
                "created_timestamp": "Create Date",
                "country": "Country/Region",
                "region": "State/Region",
                "city": "City",
                "source": "Original Source",
                "lifecycle_stage": "Lifecycle Stage",
            },
            others={"record": "Record ID"},
            needed=("user_id",),
            query=contacts,
            sources={"user_id": ("user_id", "record")},
        ),
    },
    aliases={
        "Record ID": (
            "Record ID - Contact", "Contact ID", "hs_object_id", "ID de registro",
            "ID de registro: contacto", "ID del registro", "ID de contacto",
        ),
        "First Name": ("firstname", "Nombre"),
        "Last Name": ("lastname", "Apellidos", "Apellido"),
        "Email": (
            "Email Address", "Correo", "Correo electrónico",
            "Dirección de correo electrónico",
        ),
        "Create Date": ("createdate", "Fecha de creación", "Fecha de alta"),
        "Country/Region": ("Country", "País/Región", "País"),
        "State/Region": ("State", "Estado/Región", "Estado o región", "Provincia"),
        "City": ("Ciudad",),
        "Original Source": (
            "Original Traffic Source", "Original Source Type", "hs_analytics_source",
            "Fuente original", "Fuente de tráfico original", "Tipo de fuente original",
            "Origen original",
        ),
        "Lifecycle Stage": ("lifecyclestage", "Etapa del ciclo de vida"),
    },
    said=_where,
)  # fmt: skip
