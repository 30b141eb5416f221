//go:build !race

package xmlrpc_test

const (
	bombSize  = 200 << 20 // of what gzip bombs unpack to
	largeSize = 50 << 20  // of a large response
)
