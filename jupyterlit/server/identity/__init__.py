"""Who a visitor is, as a provider, a proxy, JupyterHub or Jupyter says."""
