// Package about says what a program is.
package about

import (
	"fmt"
	"runtime/debug"
)

// Version names a program's version, the commit it was built from, and the compiler: what to say when
// something is to be mended.
func Version(program string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return program + ", of no known version"
	}
	return fmt.Sprintf("%s %s, %s", program, info.Main.Version, info.GoVersion)
}
