"""Common surnames in Spanish and English, without accents: a column of them names people."""

_LISTED = """
garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez jimenez ruiz hernandez diaz
moreno munoz alvarez romero gutierrez alonso navarro torres dominguez vazquez ramos gil ramirez
serrano molina suarez blanco morales ortega delgado castro ortiz rubio marin sanz nunez iglesias
medina garrido cortes castillo lozano guerrero cano prieto mendez cruz calvo gallego vidal herrera
marquez pena flores cabrera campos vega fuentes carrasco caballero reyes nieto aguilar pascual
santana lorenzo hidalgo montero ibanez gimenez ferrer duran vicente benitez arias vargas carmona
crespo roman pastor soto saez velasco moya soler parra esteban bravo gallardo rojas mora rivera
acosta mendoza guzman salazar chavez juarez estrada contreras espinoza espinosa valdez luna
cardenas padilla ayala zamora ochoa maldonado paredes quispe mamani rios villanueva escobar
smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white
roberts hall clarke jackson wood harris edwards turner hill cooper morris moore clark king watson
baker harrison morgan allen parker bennett carter phillips mitchell anderson miller davis nelson
campbell stewart murphy kelly sullivan obrien peterson rogers reed cook bailey bell
howard ward cox richardson brooks gray price hughes foster sanders ross powell jenkins perry butler
barnes fisher henderson coleman simmons patterson hamilton graham reynolds griffin wallace
"""
SURNAMES = frozenset(_LISTED.split())
