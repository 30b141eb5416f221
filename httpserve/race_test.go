//go:build race

package httpserve

// The race detector allocates for itself.
const raceEnabled = true
