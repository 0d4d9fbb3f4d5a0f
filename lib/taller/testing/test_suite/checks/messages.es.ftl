# Lo que dicen las pruebas incluidas. Bajo el nombre de una prueba: su título, qué hacer si falla y quién lo hace.

suite-check =
    .contract_holds = Las tablas dan lo que necesita { $model ->
        [classification] el modelo de probabilidades
        [regression] el modelo de valor del cliente
       *[other] el modelo
    }
suite-todo =
    .contract_holds = Retirar el modelo hasta que los datos vuelvan a tener esas columnas, o entrenarlo de nuevo.
suite-owner =
    .contract_holds = Analista de datos
suite-evidence =
    .rows = Filas revisadas

suite-skipped =
    .no-model = La ejecución no guardó ningún modelo, así que no hay nada que probar.
    .no-such-model = La ejecución no guardó ningún modelo de este tipo.
