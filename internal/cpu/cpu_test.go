package cpu

import (
	"os"
	"regexp"
	"runtime"
	"testing"

	_ "github.com/gobatteries/batteries/internal/live" // for the flag -python
)

// TestFeatures compares with what the kernel of Linux says of the processor.
func TestFeatures(t *testing.T) {
	if AVX512 && !AVX2 || AVX512VBMI2 && !AVX512 {
		t.Errorf("AVX2 %t, AVX512 %t, AVX512VBMI2 %t", AVX2, AVX512, AVX512VBMI2)
	}
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil || runtime.GOARCH != "amd64" {
		t.Skip("only where Linux describes an amd64 processor")
	}
	t.Logf("AVX2 %t, AVX512 %t, AVX512VBMI2 %t", AVX2, AVX512, AVX512VBMI2)
	for flag, has := range map[string]bool{"avx2": AVX2, "avx512vbmi": AVX512, "avx512_vbmi2": AVX512VBMI2} {
		if has && !regexp.MustCompile(`(?m)^flags.*\b`+flag+`\b`).Match(info) {
			t.Errorf("%s: there isn't any", flag)
		}
	}
}
