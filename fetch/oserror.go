package fetch

import (
	"syscall"

	"github.com/gobatteries/batteries/internal/pyerr"
)

func osError(err error) *OSError { return pyerr.NewOSError(err) }

// isDirectory is what opening a directory gives in Python.
const isDirectory = syscall.EISDIR
