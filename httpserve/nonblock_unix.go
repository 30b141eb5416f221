//go:build unix

package httpserve

import "syscall"

// openNonblock keeps the opening of a named pipe from waiting.
const openNonblock = syscall.O_NONBLOCK
