//go:build !race

package urlparse_test

// largest is the size of the largest input.
const largest = 10 << 20
