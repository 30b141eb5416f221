package browser

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gobatteries/batteries/internal/golden"
	"github.com/gobatteries/batteries/internal/live"
)

var (
	liveCommands = strings.Fields(`xdg-open gio gvfs-open kfmclient x-www-browser firefox iceweasel seamonkey mozilla-firefox mozilla
		kfm konqueror epiphany google-chrome chrome chromium chromium-browser opera microsoft-edge www-browser links elinks lynx w3m
		MicrosoftEdge.exe /opt/firefox /opt/elinks /opt/lynx FIREFOX Konqueror /opt/Lynx`)
	liveVariables = []string{"DISPLAY", "WAYLAND_DISPLAY", "TERM", "GNOME_DESKTOP_SESSION_ID", "KDE_FULL_SESSION", "XDG_CURRENT_DESKTOP"}
	liveValues    = []string{"", ":0", "GNOME", "KDE", "a:GNOME:b", "gnome"}
	livePlatforms = []string{"linux", "linux", "freebsd", "darwin", "win32"}
)

// Which browsers are found, in which order, in random environments.
func TestLive(t *testing.T) {
	live.Compare(t, "browser", 500, func(r *rand.Rand) golden.Call {
		args := []any{livePlatforms[r.IntN(len(livePlatforms))], randomEnv(r), randomCommands(r), golden.Dict{}}
		if r.IntN(2) == 0 {
			args[3] = golden.Dict{{Key: "xdg-settings get default-web-browser", Value: pick(r, liveCommands) + ".desktop\n"}}
		}
		if r.IntN(2) == 0 {
			return golden.Call{Fn: "discover", Args: args}
		}
		return golden.Call{Fn: "get", Args: append(args, randomChoice(r))}
	}, call)
}

func TestLiveWords(t *testing.T) {
	const alphabet = "ab '\"\\\t\n#%s&;$é"
	live.Compare(t, "browser", 20_000, func(r *rand.Rand) golden.Call {
		rs := []rune(alphabet)
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteRune(rs[r.IntN(len(rs))])
		}
		return golden.Call{Fn: "shlex", Args: []any{b.String()}}
	}, call)
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func randomChoice(r *rand.Rand) string {
	name := pick(r, liveCommands)
	switch r.IntN(6) {
	case 0:
		return strings.ToUpper(name)
	case 1:
		return name + " -x"
	case 2:
		return name + " %s"
	case 3:
		return "'" + name + " x' %s &"
	case 4:
		return "/opt/" + name
	}
	return name
}

func randomEnv(r *rand.Rand) golden.Dict {
	env := golden.Dict{}
	for _, v := range liveVariables {
		if r.IntN(2) == 0 {
			env = append(env, golden.Pair{Key: v, Value: pick(r, liveValues)})
		}
	}
	if r.IntN(2) == 0 {
		choices := []string{}
		for range 1 + r.IntN(3) {
			choices = append(choices, randomChoice(r))
		}
		env = append(env, golden.Pair{Key: "BROWSER", Value: strings.Join(choices, pick(r, []string{":", ";"}))})
	}
	return env
}

func randomCommands(r *rand.Rand) []any {
	list := []any{}
	for _, c := range liveCommands {
		if r.IntN(3) > 0 {
			list = append(list, c)
		}
	}
	return list
}
