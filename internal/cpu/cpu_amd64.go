//go:build !purego

package cpu

func features() (avx2, avx512, vbmi2 bool) {
	const (
		popcnt  = 1 << 23
		osxsave = 1 << 27
		avx     = 1 << 28
	)
	maxLeaf, _, _, _ := cpuid(0, 0)
	if _, _, c, _ := cpuid(1, 0); maxLeaf < 7 || c&popcnt == 0 || c&osxsave == 0 || c&avx == 0 {
		return false, false, false
	}
	const (
		ymm = 0b110       // the system saves the registers of AVX
		zmm = 0b1110_0110 // and of AVX-512
	)
	_, b, c, _ := cpuid(7, 0)
	const (
		bmi1, bit2, bmi2    = 1 << 3, 1 << 5, 1 << 8
		avx512f, dq, bw, vl = 1 << 16, 1 << 17, 1 << 30, 1 << 31
		all                 = bmi1 | bmi2 | avx512f | dq | bw | vl
		bitVBMI, bitVBMI2   = 1 << 1, 1 << 6
	)
	saved := xgetbv()
	avx2 = saved&ymm == ymm && b&bit2 != 0
	avx512 = avx2 && saved&zmm == zmm && b&all == all && c&bitVBMI != 0
	return avx2, avx512, avx512 && c&bitVBMI2 != 0
}

func cpuid(leaf, sub uint32) (eax, ebx, ecx, edx uint32)
func xgetbv() uint32
