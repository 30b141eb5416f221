package robots

import (
	"fmt"
	"strings"
	"testing"
)

// makeFile writes a robots.txt with n rules in g groups, of which some have
// wildcards, as large sites have it.
func makeFile(n, g int) string {
	var b strings.Builder
	for i := range g {
		fmt.Fprintf(&b, "User-agent: bot%d\n", i)
		for j := range n / g {
			switch j % 8 {
			case 0:
				fmt.Fprintf(&b, "Disallow: /*/private%d\n", j)
			case 1:
				fmt.Fprintf(&b, "Allow: /dir%d/page.html$\n", j)
			default:
				fmt.Fprintf(&b, "Disallow: /dir%d/sub?id=%d\n", j, i)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{20, 2000, 30000} {
		text := makeFile(n, 10)
		b.Run(fmt.Sprint("rules=", n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				NewRobotFileParser("").ParseText(text)
			}
		})
	}
}

func BenchmarkCanFetch(b *testing.B) {
	for _, n := range []int{20, 200, 30000} {
		p := NewRobotFileParser("")
		p.ParseText(makeFile(n, 1))
		for _, c := range []struct{ name, url string }{{"path", "/dir3/sub?id=0"}, {"url", "https://example.com/articles/2024/some-title?id=3&lang=en"}, {"escaped", "/dir3/caf%C3%A9"}} {
			b.Run(fmt.Sprintf("rules=%d/%s", n, c.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					p.CanFetch("bot0", c.url)
				}
			})
		}
	}
}
