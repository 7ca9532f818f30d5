"""The kernels that apps run in: processes here or at a gateway, the links to them, and the pool."""
