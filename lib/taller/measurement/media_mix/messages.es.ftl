media-mix-method = a partir de { $weeks } semanas de inversión y ventas, con un modelo de efecto retardado y saturación, { $draws } simulaciones
