try {
  const theme = localStorage.getItem("taller-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch { /* storage may be forbidden for a local file */ }
