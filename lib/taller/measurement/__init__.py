"""How a figure is measured: estimates with intervals, and later experiments, uplift and KPIs."""
