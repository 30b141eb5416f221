//go:build !race

package urlparse

const raceEnabled = false
