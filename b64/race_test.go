//go:build race

package b64

const raceEnabled = true
