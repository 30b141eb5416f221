//go:build !race && linux && amd64 && !purego

package urlparse

const raceEnabled = false
