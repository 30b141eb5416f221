//go:build linux && amd64 && !purego

package urlparse_test

import (
	"testing"

	"github.com/gobatteries/batteries/urlparse"
)

// TestGoldenWithoutKernels runs the vectors as on another processor.
func TestGoldenWithoutKernels(t *testing.T) { urlparse.WithoutKernels(func() { TestGolden(t) }) }
