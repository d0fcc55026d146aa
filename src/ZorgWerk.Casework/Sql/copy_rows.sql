copy __view__ (__columns__) from stdin (format binary)
