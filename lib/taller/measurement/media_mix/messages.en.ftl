media-mix-method = from { $weeks } weeks of spend and sales by a model of carry-over and saturation, { $draws } draws
