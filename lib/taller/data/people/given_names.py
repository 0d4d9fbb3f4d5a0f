"""Common given names in Spanish and English, without accents: enough to tell people from things."""

_LISTED = """
adrian agustin aitor alberto alejandra alejandro alfonso alfredo alicia alvaro ana andrea
andres angel angela antonia antonio ariadna arturo beatriz belen benjamin bernardo
bruno camila carla carlos carmen carolina catalina cecilia cesar claudia
cristian cristina daniel daniela david diana diego eduardo elena elisa elvira emilia
emilio encarnacion enrique ernesto esteban esther eugenia eva fabian felipe felix fernanda
fernando florencia francisca francisco gabriel gabriela gerardo gonzalo graciela
guadalupe guillermo gustavo hector hernan hugo ignacio ines inmaculada irene isabel ismael ivan
jaime javier jesus joaquin jorge jose josefa joan juan juana juanita julia julian julio laia
laura leandro leonardo leticia lidia lorena lorenzo lourdes lucas lucia luis luisa magdalena
manuel manuela marc marcela marcelo marcos margarita maria mariana mariano mario marta martin
martina mateo matias mauricio maximiliano micaela miguel milagros miriam monica
montserrat natalia nerea nicolas noelia nuria octavio olga oscar pablo paloma paola patricia
patricio paula pedro pilar rafael ramiro ramon raquel raul ricardo roberto rocio rodolfo rodrigo
ruben salvador samuel sandra santiago sara sebastian sergio silvia sofia soledad
sonia susana teresa tomas valentina valeria vanesa vanessa veronica vicente victor
virginia xavier ximena yolanda
abigail adam alan albert alexander alexandra alice alison amanda amelia amy andrew angela ann
anna anne anthony arthur ashley barbara benjamin betty brandon brenda brian bruce carl carol
catherine charles charlotte cheryl chloe christine christopher craig cynthia deborah debra
denise dennis diane donald donna dorothy douglas edward elizabeth emily emma eric ethan
eugene evelyn frances fred gary george gerald graham greg gregory hannah harold
harry heather helen henry howard ian isabella jacob jacqueline james janet jason jean
jeffrey jennifer jeremy jessica joe john jonathan joseph joshua joyce judith judy justin karen
kate katherine kathleen kathryn keith kenneth kevin kimberly larry lauren lawrence leslie
liam linda lisa lucy margaret maria marie marilyn mark mary matthew megan melissa michael
michelle mike nancy nathan nicholas nicole noah oliver olivia pamela patrick paul peter philip
rachel ralph raymond rebecca richard robert robin roger ronald roy russell ruth ryan samantha
sarah scott sean sharon sheila simon sophia sophie stephanie stephen steve steven stuart susan
teresa theresa thomas timothy tom tracy vincent walter wayne wendy william zoe
"""
GIVEN_NAMES = frozenset(_LISTED.split())
