//go:build race

package urlparse

const raceEnabled = true
