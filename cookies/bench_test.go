package cookies_test

import (
	"testing"
	"time"

	"github.com/gobatteries/batteries/cookies"
)

const benchHeader = `_ga=GA1.2.1842737194.1726300267; _gid=GA1.2.903772112.1726300267; session_id=eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjQyMTMzN30.0Jm3sHq6YVx5b1uRkU5mN1pQe0w2a7s; csrftoken=k3Jv9QWm2LrT8xYbN5zP1cHdF7sA4gEu; theme=dark; lang=en-GB; consent=analytics%3D1%26ads%3D0; last_seen="2026-09-14T08:31:07Z"`

const benchSet = `session_id=eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOjQyMTMzN30.0Jm3sHq6YVx5b1uRkU5m; Path=/; Expires=Wed, 14 Oct 2026 08:31:07 GMT; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax`

func BenchmarkLoad(b *testing.B) {
	for _, header := range []struct{ name, text string }{{"Cookie", benchHeader}, {"SetCookie", benchSet}} {
		b.Run(header.name+"/new", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var c cookies.SimpleCookie
				c.LoadString(header.text)
			}
		})
		b.Run(header.name+"/reused", func(b *testing.B) {
			b.ReportAllocs()
			var c cookies.SimpleCookie
			for b.Loop() {
				c.Reset()
				c.LoadString(header.text)
			}
		})
	}
	b.Run("Lenient", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var c cookies.SimpleCookie
			c.LoadLenient(benchHeader)
		}
	})
}

func BenchmarkOutput(b *testing.B) {
	expires := time.Date(2026, 10, 14, 8, 31, 7, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		m := cookies.NewMorsel()
		m.Set("session_id", "eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9")
		m.SetItem("path", "/")
		m.SetItem("expires", expires)
		m.SetItem("max-age", 2592000)
		m.SetItem("httponly", true)
		m.SetItem("secure", true)
		m.SetItem("samesite", "Lax")
		_ = m.OutputString()
	}
}
