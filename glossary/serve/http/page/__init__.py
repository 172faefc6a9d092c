"""What people see: pages drawn by the server, which scripts only make quicker. ``assets/`` goes out as it is."""
