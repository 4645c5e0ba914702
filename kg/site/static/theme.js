// Before anything is drawn, so that the page does not flash in the other theme.
try {
  const theme = localStorage.getItem("kg-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch { /* storage may be off: the theme of the system holds */ }
