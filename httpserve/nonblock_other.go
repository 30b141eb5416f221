//go:build !unix

package httpserve

const openNonblock = 0
