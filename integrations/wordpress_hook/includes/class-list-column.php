<?php
/**
 * The column in lists of posts.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Says of each post what the gate said.
 */
final class List_Column {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A column.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_action( 'admin_init', array( $this, 'register' ) );
	}

	/**
	 * Adds the column to every type with a list. Quick edit asks for it too, by Ajax.
	 */
	public function register() {
		foreach ( Types::guarded() as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( $this, 'add' ) );
			add_action( "manage_{$type}_posts_custom_column", array( $this, 'show' ), 10, 2 );
		}
	}

	/**
	 * Adds the column.
	 *
	 * @param array $columns Columns.
	 */
	public function add( $columns ) {
		$columns['neutral_gate'] = __( 'Neutral Gate', 'neutral-gate' );
		return $columns;
	}

	/**
	 * Shows a cell.
	 *
	 * @param string $column  Name.
	 * @param int    $post_id Id of the post.
	 */
	public function show( $column, $post_id ) {
		if ( 'neutral_gate' !== $column ) {
			return;
		}
		$hold = $this->plugin->holds->of( $post_id );
		if ( $hold ) {
			printf( '<strong>%s</strong>', esc_html( Held_Page::label( $hold['how'] ) ) );
			return;
		}
		$record = $this->plugin->records->of( $post_id );
		echo esc_html( $record ? self::label( $record['verdict'], $record['because'] ) : '—' );
	}

	/**
	 * What a record says, in words.
	 *
	 * @param string $verdict The verdict.
	 * @param string $because Why it was let out all the same.
	 */
	public static function label( $verdict, $because ) {
		if ( 'override' === $because ) {
			return __( 'Overridden', 'neutral-gate' );
		}
		if ( 'unchecked' === $because ) {
			return __( 'Not checked yet', 'neutral-gate' );
		}
		return 'warn' === $verdict ? __( 'Please look', 'neutral-gate' ) : __( 'Clear', 'neutral-gate' );
	}
}
