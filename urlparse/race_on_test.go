//go:build race

package urlparse_test

// largest is the size of the largest input; the race detector is slow.
const largest = 1 << 20
