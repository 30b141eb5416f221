//go:build unix

package httpserve

import (
	"net"
	"syscall"
)

// canPeek says whether waiting can tell.
const canPeek = true

// waiting reports whether bytes have come on the socket that nobody has read.
func waiting(socket net.Conn) bool {
	sc, ok := socket.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return false
	}
	n := 0
	// Without a wait: Go's sockets do not block.
	raw.Control(func(fd uintptr) {
		var b [1]byte
		n, _, _ = syscall.Recvfrom(int(fd), b[:], syscall.MSG_PEEK)
	})
	return n > 0
}
