//go:build !unix

package httpserve

import "net"

// canPeek says whether waiting can tell.
const canPeek = false

// waiting reports whether bytes have come on the socket that nobody has read.
// Here it is not known; the reader takes what comes until it is told to end.
func waiting(net.Conn) bool { return false }
