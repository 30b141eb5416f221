//go:build !purego

package utf8x

import "github.com/gobatteries/batteries/internal/cpu"

// hasKernel reports whether the processor and the system can run it. Tests turn
// it off.
var hasKernel = cpu.AVX512

func valid(p *byte, n int) bool { return validVBMI(p, n) }

//go:noescape
func validVBMI(p *byte, n int) bool
