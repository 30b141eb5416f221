//go:build race

package xmlrpc_test

// The race detector makes the compressing of much data slow.
const (
	bombSize  = 70 << 20
	largeSize = 8 << 20
)
