//go:build !amd64 || purego

package cpu

func features() (avx2, avx512, vbmi2 bool) { return false, false, false }
