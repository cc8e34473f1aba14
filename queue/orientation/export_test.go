package orientation

// What the tests reach beyond the package's surface.
var (
	Migrate  = migrate
	Connect  = connect
	Harmless = harmless
)
