//go:build !amd64 || purego

package utf8x

const hasKernel = false

func valid(*byte, int) bool { panic("unreachable: there is no kernel") }
