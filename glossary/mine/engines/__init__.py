"""Who does the steps of a mining: this process, several on this machine, or a cluster."""
